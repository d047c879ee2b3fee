import org.blup.Fixed;
import org.blup.MixedModel;
import org.blup.ResidualVariance;
import org.blup.Response;
import org.blup.VarianceFunction;

@MixedModel
record Trial(
    @Response double change,
    @Fixed double base,
    @ResidualVariance(VarianceFunction.EXP) String patient) {

  enum Visit { WEEK2, WEEK4, WEEK8 }
}
