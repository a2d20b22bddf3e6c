import { isEndpoint, type Endpoint } from './registry';
import * as alerts from './alerts';
import * as cashflowReturns from './cashflow-returns';
import * as indices from './indices';
import * as ledger from './ledger';
import * as me from './me';
import * as metrics from './metrics';
import * as model from './model';
import * as myPortfolio from './my-portfolio';
import * as plan from './plan';
import * as projection from './projection';
import * as rebalance from './rebalance';
import * as status from './status';
import * as tokens from './tokens';
import * as weights from './weights';

/** Every noun's schema file; a new one is added here and nowhere else. */
const NOUNS: readonly object[] = [status, tokens, indices, model, weights, metrics, plan, projection, rebalance, cashflowReturns, me, ledger, myPortfolio, alerts];

/** All operations of the API in the order of the files above. */
export const ENDPOINTS: readonly Endpoint[] = NOUNS.flatMap((noun) => Object.values(noun).filter(isEndpoint));
