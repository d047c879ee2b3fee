package org.example;

import org.blup.MixedModel;

/** Factors crossed with factors: of known levels, of found levels, and of both. */
@MixedModel("response ~ sex * smoker * variety + sex:age + grade:block + (1 | site)")
record Trial(
    double response,
    Sex sex,
    boolean smoker,
    String variety,
    double age,
    char grade,
    String block,
    String site) {

  enum Sex {
    FEMALE,
    MALE
  }
}
