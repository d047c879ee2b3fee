package org.example;

import org.blup.Fixed;
import org.blup.MixedModel;
import org.blup.Random;
import org.blup.Response;

/**
 * The same model as in formula-form.
 *
 * @param reaction the mean reaction time in milliseconds
 * @param days the days with little sleep
 * @param subject the driver
 */
@MixedModel
public record Sleep(
    @Response double reaction, @Fixed @Random(group = "subject") double days, String subject) {}
