import { isEndpoint, type Endpoint } from './registry';
import * as plan from './plan';
import * as projection from './projection';
import * as status from './status';

/** Every noun's schema file; a new one is added here and nowhere else. */
const NOUNS: readonly object[] = [status, plan, projection];

/** All operations of the API in the order of the files above. */
export const ENDPOINTS: readonly Endpoint[] = NOUNS.flatMap((noun) => Object.values(noun).filter(isEndpoint));
