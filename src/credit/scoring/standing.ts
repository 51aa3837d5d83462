/** Fewer peers would say more about them than about the one that is compared with them. */
export const peersMin = 10

/** Months of a score's course that are shown before the present one. */
export const courseMonths = 11
