import type { ServiceDefinition } from '../service/service-definition.js';
import type { Schema } from './schemas.js';

/** What the routes of a package answer with, made from the return types of its controllers. */
export interface Answers {
  /** By controller and method, as in `Widgets_list`; a route that sends no JSON is not among them. */
  readonly operations: Readonly<Record<string, Schema>>;
  /** The components that those refer to. */
  readonly schemas: Readonly<Record<string, Schema>>;
}

/** The files are large and rarely needed, so they are read when somebody asks for the document. */
export type LoadAnswers = () => Promise<{ readonly default: Answers }>;

/** What the routes of a service answer with, those of its extensions included. */
export async function answersOf({ answers, extensions = [] }: ServiceDefinition): Promise<Answers> {
  const files = await Promise.all(
    [answers, ...extensions.map((extension) => extension.answers)].map((load) => load?.()),
  );
  return {
    operations: Object.assign({}, ...files.map((file) => file?.default.operations)),
    schemas: Object.assign({}, ...files.map((file) => file?.default.schemas)),
  };
}
