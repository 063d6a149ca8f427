/**
 * Every second of every GPU's wall clock, in exactly one of billed, free, quarantined, unknown and maintenance. Facts become spans on tracks of
 * their own; the ledger is what the tracks come to when they are laid over each other, corrected by appending.
 */
@NullMarked
package io.remotegpu.billing.ledger;

import org.jspecify.annotations.NullMarked;
