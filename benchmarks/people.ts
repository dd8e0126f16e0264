/** People 0 to 249 exist: as many as get a message in the quota case, and few enough that the emulator finds them quickly. */
export const PEOPLE = 250;
