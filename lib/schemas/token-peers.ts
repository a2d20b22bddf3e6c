/** Tokens that one is held against: those of its first sector, those of its size (Rule 2.4). */
export interface PeerGroup {
  readonly kind: 'sector' | 'size';
  readonly name: string;
  /** Graded that day, the token itself included. */
  readonly count: number;
}

/** Where the token stands in each group by one grade: percentiles, null where it or the group has too little. */
export interface PeerStanding {
  readonly key: string;
  readonly name: string;
  readonly grade: number | null;
  readonly percentiles: readonly (number | null)[];
}

/** One whose features stand at similar percentiles that day. */
export interface SimilarToken {
  readonly id: string;
  readonly symbol: string;
  readonly name: string;
  /** Points of percentile that the features lie apart, as a root mean square. */
  readonly distance: number;
  readonly investorGrade: number | null;
}

/** What a token is held against: where it stands among its peers, and which are like it. */
export interface TokenPeers {
  readonly groups: readonly PeerGroup[];
  readonly standings: readonly PeerStanding[];
  /** Median lens grades of the first group, null where under ten have one; in the order of the lenses. */
  readonly medians: readonly (number | null)[];
  readonly similar: readonly SimilarToken[];
}
