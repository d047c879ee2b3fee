import org.blup.Fixed;
import org.blup.MixedModel;
import org.blup.Repeated;
import org.blup.Response;

@MixedModel
record Trial(
    @Response double change,
    @Fixed @Repeated(subject = {}) Visit visit,
    String patient) {

  enum Visit { WEEK2, WEEK4, WEEK8 }
}
