package org.example;

import org.blup.MixedModel;

/** Polynomials, alone and with factors whose levels the compiler knows and does not know. */
@MixedModel(
    "height ~ poly(age, 2) * sex + poly(dose1, 2, raw):variety + (poly(age, 2) + variety | plot)")
record Growth(double height, double age, double dose1, Sex sex, String variety, String plot) {
  enum Sex {
    FEMALE,
    MALE
  }
}
