import org.blup.Fixed;
import org.blup.MixedModel;
import org.blup.Repeated;
import org.blup.Response;

@MixedModel
record Trial(
    @Response double change,
    @Fixed @Repeated(subject = {"site", "patent"}, by = "amr") Visit visit,
    String site,
    String patient,
    String arm) {

  enum Visit { WEEK2, WEEK4, WEEK8 }
}
