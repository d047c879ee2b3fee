import org.blup.Fixed;
import org.blup.MixedModel;
import org.blup.Random;
import org.blup.Response;
import org.blup.Structure;

@MixedModel
record Trial(
    @Response double change,
    @Fixed @Random(group = "patient", structure = Structure.EXP) double week,
    Visit visit,
    String patient) {

  enum Visit { WEEK2, WEEK4, WEEK8 }
}
