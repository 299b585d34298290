import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The one secret that the tokens of invitation links are made from. */
@Entity()
export class LinkKey {
  @PrimaryColumn('integer') id: number;
  @Column('bytea') secret: Buffer;
}
