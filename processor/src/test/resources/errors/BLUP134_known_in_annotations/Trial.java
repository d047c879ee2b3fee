import org.blup.Fixed;
import org.blup.MixedModel;
import org.blup.Repeated;
import org.blup.ResidualVariance;
import org.blup.Response;
import org.blup.VarianceFunction;

@MixedModel
record Trial(
    @Response double change,
    @Fixed @Repeated(subject = "patient") Visit visit,
    @ResidualVariance(VarianceFunction.KNOWN) double variance,
    String patient) {

  enum Visit { WEEK2, WEEK4, WEEK8 }
}
