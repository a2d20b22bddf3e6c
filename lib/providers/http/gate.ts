import 'server-only';
import { SourceError, type NetworkSource, type SourceErrorKind } from '../live-port';

/**
 * Who may ask a source, and when: one for all processes of an installation. Every request passes it once before and once after.
 */
export interface SourceGate {
  /**
   * Waits for a token as long as that is reasonable; throws `SourceError` with `retryAt` where it is not, or while the source rests.
   * `underWay`: one more request of an attempt that has its token, such as a redirect; it is counted at once, and later ones wait for it.
   */
  take(source: NetworkSource, underWay?: boolean): Promise<void>;
  succeeded(source: NetworkSource): Promise<void>;
  failed(source: NetworkSource, kind: SourceErrorKind, message: string, retryAt: Date | null): Promise<void>;
}

/** The gate of an installation that stays offline. */
export const closedGate = (reason: string): SourceGate => ({
  take: (source) => Promise.reject(new SourceError(source, 'refused', reason)),
  succeeded: () => Promise.resolve(),
  failed: () => Promise.resolve(),
});
