import 'server-only';
import { keepWorking } from './keep-working';
import { workOn } from './work-on';

await keepWorking(workOn);
