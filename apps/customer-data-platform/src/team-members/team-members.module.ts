import { Module } from '@nestjs/common';
import { OnUserInvited } from './on-user-invited.handler.js';
import { TeamMembersController } from './team-members.controller.js';

@Module({ controllers: [TeamMembersController, OnUserInvited] })
export class TeamMembersModule {}
