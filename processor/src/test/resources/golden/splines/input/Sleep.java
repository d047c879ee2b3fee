package org.example;

import org.blup.MixedModel;

/** Splines with explicit knots, and with knots at quantiles. */
@MixedModel(
    """
    reaction ~ ns(days, knots(2, 4.5), boundary(0, 9)) + bs(dose, knots(), boundary(-1, 1))
        + ns(age, 2) + bs(log(age), 3) + (days | subject)
    """)
record Sleep(double reaction, double days, double dose, double age, String subject) {}
