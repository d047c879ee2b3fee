import org.blup.Fixed;
import org.blup.MixedModel;
import org.blup.Repeated;
import org.blup.Response;
import org.blup.Structure;

@MixedModel
record Trial(
    @Response double change,
    @Fixed @Repeated(subject = "patient", structure = Structure.GAU) Visit visit,
    String patient) {

  enum Visit { WEEK2, WEEK4, WEEK8 }
}
