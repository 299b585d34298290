import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Whose mail a delivery is. It stands outside of the tenants: a bounce names a delivery only. */
@Entity()
export class MailOrigin {
  @PrimaryColumn('uuid') deliveryId: string;
  @Column('uuid') tenantId: string;
}
