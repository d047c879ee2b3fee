package org.example;

import java.math.BigDecimal;
import java.util.OptionalDouble;
import org.blup.MixedModel;

/** Numbers that need not be whole, whose values are levels. */
@MixedModel(
    "assay ~ factor(dose) + C(ph, treatment(\"2.50\")) + factor(price) + factor(yield)"
        + " + factor(dose):factor(strength) + (1 | run/factor(heat))")
record Batch(
    double assay,
    double dose,
    Double ph,
    BigDecimal price,
    OptionalDouble yield,
    float strength,
    double heat,
    int run) {}
