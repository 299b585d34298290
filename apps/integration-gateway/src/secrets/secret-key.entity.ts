import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The key that secrets are sealed with where the configuration gives none; there is one row at most. */
@Entity()
export class SecretKey {
  @PrimaryColumn('text') name: string;
  /** 32 bytes in base64. */
  @Column('text') key: string;
}
