package org.example;

import org.blup.MixedModel;

/** A number that is an effect and, with another, a group; the year is both. */
@SuppressWarnings("blup:904")
@MixedModel("yield ~ year + (1 | year) + (1 | plot:year)")
record Batch(double yield, int year, byte plot) {}
