package garden;

import org.blup.Fixed;
import org.blup.MixedModel;
import org.blup.Random;
import org.blup.Response;
import org.blup.Structure;

@MixedModel
record Trial(
    @Response double height,
    @Fixed @Random(group = "plant", intercept = false, structure = Structure.AR1) Visit visit,
    @Random(group = "plot", intercept = false, structure = Structure.CS) String soil,
    @Fixed @Random(group = "bed", structure = Structure.CSH, correlated = true) double sun,
    @Fixed
    @Random(group = "bed", structure = Structure.CSH)
    @Random(group = "plot", intercept = false, structure = Structure.DIAG)
    double rain,
    String plant,
    String plot,
    String bed) {

  enum Visit {
    SPRING,
    SUMMER,
    AUTUMN
  }
}
