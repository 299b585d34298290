declare module 'virtual:event-map' {
  interface Box {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }
  export interface MapService extends Box {
    readonly service: string;
  }
  export interface MapEvent extends Box {
    readonly type: string;
    readonly title: string;
    /** When it fires, in one sentence. */
    readonly meaning: string;
  }
  export interface MapLink {
    readonly kind: 'publish' | 'consume';
    readonly service: string;
    readonly type: string;
    readonly from: readonly [x: number, y: number];
    readonly to: readonly [x: number, y: number];
  }
  export const eventMap: {
    readonly width: number;
    readonly height: number;
    readonly says: readonly MapService[];
    readonly events: readonly MapEvent[];
    readonly hears: readonly MapService[];
    /** First who says what, then who hears it. */
    readonly links: readonly MapLink[];
    readonly serviceEvents: readonly { readonly service: string; readonly names: readonly string[] }[];
  };
}
