/** Two profiles are compared where they share this part of the weight that the one asked about has. */
export const MIN_SHARED_PROFILE = 0.5;
/** How many similar assets are named. */
export const SIMILAR_SHOWN = 6;
