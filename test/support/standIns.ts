import type { Person } from '../../nodes/shared/receivers/readPeople';

/** What the stand-ins in a compiled content stand for in tests: the picture in `data` is `img_of_data`, an address stays itself. */
export const standIns = {
	keyOf: (binaryField: string) => `img_of_${binaryField}`,
	idOf: (person: Person | undefined) => person?.id ?? 'ou_of_receiver',
};
