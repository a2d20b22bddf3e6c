const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

/** Turn what follows into its opposite. */
export const NEGATORS = words(`not no never nobody none neither nor without cannot can't cant don't doesn't didn't won't isn't aren't wasn't weren't hasn't haven't hadn't couldn't wouldn't shouldn't ain't
  hardly lack lacks fail fails failed unable refuse refuses refused`);
/** Negators that are bad news by themselves where what they negate is good, and say nothing of their own where it is bad. */
export const FAILING = words('fail fails failed unable refuse refuses refused lack lacks');
/** These negate only with a "to": a failed lender is no negation. */
export const NEED_TO = words('fail fails failed unable refuse refuses refused');
/** Across these a negation does not reach. */
export const NEGATION_ENDS = words('from as amid despite after while but when because since until');

/** Good news where there is less of them, bad news where there is more: what is lessened or lifted counts the other way round. */
export const BURDENS = words(`loss losses fear fears worry worries concern concerns doubt doubts risk risks threat threats pressure inflation fee fees cost costs tax taxes debt selling outflow outflows reserves
  unlock unlocks liquidations liquidation ban bans lawsuit lawsuits charge charges case claims claim probe investigation dispute downtime outage outages congestion volatility recession decline slump slide
  delisting fine penalty hack attack exploit incident robbery damage sell-off selloff slowdown fraud insolvency uncertainty slippage latency vulnerability bug restrictions sanctions supply crisis unemployment shortage`);
/** Burdens that stand for something bad even where nothing is said of more or less. */
export const NEUTRAL_BURDENS = words('fee fees cost costs inflation reserves unlock unlocks case claims claim supply charge charges volatility unemployment incident restrictions selling');

/** Less of something, or its end; the number is what it says where nothing else is named. */
export const LESSEN: ReadonlyMap<string, number> = new Map(Object.entries({
  fall: -2, fell: -2, fallen: -2, drop: -2, decline: -1, ease: 1, fade: -1, narrow: 0, shrink: -1, dismiss: 0, lift: 1, lower: -1, avoid: 1, thwart: 2, out: 0, brush: 0, shrug: 0, dash: -2, fizzle: -1, stall: -1, wane: -1, dwindle: -1, erase: -1, overcome: 1, survive: 1, withstand: 1, weather: 0, rule: 0, delay: -1, cancel: -2, scrap: -2, abandon: -1, reject: -2, suspend: -1, cut: -1, cool: 0, cooling: 0, resolve: 2, end: 0, halt: -1, stop: -1,
  abolish: 0, postpone: 0, reduce: 0, settle: 1, fix: 1, patch: 1, prevent: 1, deny: 0, ignore: 0, down: -1, halve: -1, slow: -1, vanish: -1, exhaust: 0, tiny: 0, collapse: -3, plunge: -2, slump: -2, tumble: -2, evaporate: -2,
}));
/** Words of less that take with them what is good: a rally that fades was none. */
export const FADERS = words('fade vanish dash fizzle stall wane dwindle erase evaporate end halt stop dry sour overshadow lose cut delay cancel scrap abandon reject suspend');
/** More of something; the number is what it says where nothing else is named. */
export const GROW: ReadonlyMap<string, number> = new Map(Object.entries({
  rise: 1, rising: 1, rose: 1, risen: 1, jump: 2, grow: 1, grew: 1, grown: 1, climb: 1, soar: 3, surge: 2, spike: 1, mount: 0, higher: 1, up: 0, increase: 1, double: 1, triple: 1, deepen: -1, gain: 1, boost: 1, extend: 0, hot: 0, swell: 0, leap: 2, highest: 2, high: 0, hit: 0, loom: 0, flood: 0, pass: 0, top: 0, exceed: 0, cross: 0, surpass: 0,
}));

/** With a number beside them these say that it is more. */
export const PASSES = words('pass top exceed cross surpass reclaim');
/** What was taken comes back, or could not be taken: the crime itself no longer counts. */
export const RESTORES = words('return recover repay reimburse rescue compensate cover pay thwart foil prevent patch fix refund insure restore');
export const CRIMES = words('hack hacker hacked exploit exploited attack attacker stolen theft robbery loot victim bug vulnerability vulnerable fraud breach incident lost flaw drain drained');

/** Prepositions and conjunctions across which a verb no longer governs a noun. */
export const BARRIERS = words('after as amid on from over by following before while and but with since into despite at when to than or if unless once because , : ;');

/** What may happen, or is only supposed, has not happened. */
export const HEDGES = words('if may might could would should unless were perhaps maybe possibly potentially either');
/** A text that explains or announces a date tells no news. */
export const INFORMS = words('explainer explained explains guide history primer basics timeline introduction tutorial glossary paper study lesson faq overview scheduled due recap interview');

/** Who says so means it: a warning stays a warning. */
export const WARNERS = words('warn warning threaten fear admit');

/** Make the next polar word stronger or weaker. */
export const STRENGTH: ReadonlyMap<string, number> = new Map(Object.entries({
  very: 1.3, really: 1.3, super: 1.4, so: 1.2, huge: 1.4, massive: 1.4, sharply: 1.3, extremely: 1.5, critical: 1.3, deeply: 1.3, heavy: 1.2, completely: 1.3, total: 1.2, totally: 1.3, badly: 1.4,
  slightly: 0.5, little: 0.5, somewhat: 0.6, modestly: 0.6, mildly: 0.5, partly: 0.6, briefly: 0.4, short: 0.6, 'short-lived': 0.3, early: 0.6, minor: 0.5,
}));

/** What follows outweighs what stood before. */
export const BUT = words('but yet however though then');
/** What follows up to the next comma is conceded: the rest is the message. */
export const CONCEDING = words('despite although aside notwithstanding');
