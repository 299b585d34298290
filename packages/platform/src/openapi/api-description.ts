/** Makes of a service's own OpenAPI document the one that it shows to the world. */
export interface ApiDescription {
  describe(own: object): object | Promise<object>;
}

export const API_DESCRIPTION = Symbol('the description of the API');
