package org.example;

import org.blup.MixedModel;

/** Two crossed groups, one of them by a character. */
@MixedModel("diameter ~ 1 + (1 | plate) + (1 | sample)")
record Penicillin(double diameter, String plate, char sample) {}
