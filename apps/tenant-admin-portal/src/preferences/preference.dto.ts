import { Omittable } from '@crm/platform';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsTimeZone,
  Matches,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import type { Preference } from './preference.entity.js';
import type { QuietHours } from './quiet-hours.js';
import { type Channels, type MailChoice, mailChoices, type Topic, topics } from './topics.js';

class ChannelsDto implements Channels {
  @IsBoolean() inApp: boolean;
  @IsIn(mailChoices) mail: MailChoice;
}

/** A topic that is left out has the default. */
export class ChannelsByTopicDto implements Partial<Record<Topic, Channels>> {
  @Omittable() @ValidateNested() @Type(() => ChannelsDto) account?: ChannelsDto;
  @Omittable() @ValidateNested() @Type(() => ChannelsDto) security?: ChannelsDto;
  @Omittable() @ValidateNested() @Type(() => ChannelsDto) contacts?: ChannelsDto;
  @Omittable() @ValidateNested() @Type(() => ChannelsDto) imports?: ChannelsDto;
  @Omittable() @ValidateNested() @Type(() => ChannelsDto) health?: ChannelsDto;
  @Omittable() @ValidateNested() @Type(() => ChannelsDto) webhooks?: ChannelsDto;
  @Omittable() @ValidateNested() @Type(() => ChannelsDto) workflows?: ChannelsDto;
}

const timeOfDay = /^([01]\d|2[0-3]):[0-5]\d$/;

class QuietHoursDto implements QuietHours {
  @Matches(timeOfDay, { message: '$property must be a time of day as in 22:30' }) from: string;
  @Matches(timeOfDay, { message: '$property must be a time of day as in 07:00' }) to: string;
}

export class ChoosePreferencesDto {
  @IsObject() @ValidateNested() @Type(() => ChannelsByTopicDto) channels: ChannelsByTopicDto = new ChannelsByTopicDto();
  /** IANA name, as in Europe/Berlin. */
  @IsTimeZone() @Matches(/^[A-Za-z]/) timeZone: string;
  /** Null: none. Urgent notices ignore them. */
  @ValidateIf((_, value) => value !== null)
  @IsObject()
  @ValidateNested()
  @Type(() => QuietHoursDto)
  quietHours: QuietHoursDto | null = null;
  @IsInt() @Min(0) @Max(23) digestHour: number = 8;
}

export interface PreferencesView {
  userId: string;
  channels: Record<Topic, Channels>;
  timeZone: string;
  quietHours: QuietHours | null;
  digestHour: number;
  version: number;
}

export function viewOfPreference(preference: Preference): PreferencesView {
  const { userId, timeZone, quietHours, digestHour, version } = preference;
  const channels = Object.fromEntries(topics.map((topic) => [topic, preference.channelsOf(topic)]));
  return { userId, channels: channels as Record<Topic, Channels>, timeZone, quietHours, digestHour, version };
}
