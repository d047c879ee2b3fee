package org.example;

import org.blup.MixedModel;

/** Arithmetic is compiled. */
@SuppressWarnings("blup:903")
@MixedModel(
    "log(price / area) ~ I(age^2) + log1p(age - 1) * factor(floors)"
        + " + offset(log(area)) + (sqrt(age) | city)")
record Price(int price, int area, int age, int floors, String city) {}
