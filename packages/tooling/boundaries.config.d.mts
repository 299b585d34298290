import type { IConfiguration } from 'dependency-cruiser';

declare const boundaries: IConfiguration;
export default boundaries;
