package org.example;

import org.blup.MixedModel;

/** The levels of sex are known to the compiler, so each coefficient has a method. */
@MixedModel("distance ~ age * sex + (age | subject)")
record Growth(double distance, double age, Sex sex, String subject) {

  enum Sex {
    MALE,
    FEMALE
  }
}
