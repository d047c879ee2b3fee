package org.example;

import org.blup.MixedModel;

/**
 * The same model as in component-form.
 *
 * @param reaction the mean reaction time in milliseconds
 * @param days the days with little sleep
 * @param subject the driver
 */
@MixedModel("reaction ~ days + (days | subject)")
public record Sleep(double reaction, double days, String subject) {}
