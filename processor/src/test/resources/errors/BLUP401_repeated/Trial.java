import org.blup.MixedModel;
import org.blup.Repeated;

@MixedModel("change ~ visit + (1 | patient)")
record Trial(
    double change,
    @Repeated(subject = "patient") Visit visit,
    String patient) {

  enum Visit { WEEK2, WEEK4, WEEK8 }
}
