package clinic;

import org.blup.Fixed;
import org.blup.MixedModel;
import org.blup.Repeated;
import org.blup.Response;
import org.blup.Structure;

@MixedModel
record Trial(
    @Response double change,
    @Fixed double base,
    @Fixed Arm arm,
    @Fixed
    @Repeated(
        subject = {"site", "patient"},
        structure = Structure.ADH,
        by = "arm")
    Visit visit,
    String site,
    int patient) {

  enum Arm {
    PLACEBO,
    ACTIVE
  }

  enum Visit {
    WEEK2,
    WEEK4,
    WEEK8
  }
}
