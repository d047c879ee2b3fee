package org.example;

import org.blup.Contrast;
import org.blup.Fixed;
import org.blup.MixedModel;
import org.blup.Random;
import org.blup.Response;

/** Every coding, of levels that the compiler knows and of levels that only the data know. */
@MixedModel
record Taste(
    @Response double score,
    @Fixed(contrast = Contrast.SUM) Recipe recipe,
    @Fixed(contrast = Contrast.POLYNOMIAL) Recipe temperature,
    @Fixed(contrast = Contrast.HELMERT) String oven,
    @Fixed(reference = "MILD") Recipe spice,
    @Fixed(reference = "Victory") String variety,
    @Random String taster) {

  enum Recipe {
    PLAIN,
    MILD,
    HOT
  }
}
