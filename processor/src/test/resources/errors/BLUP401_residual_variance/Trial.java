import org.blup.MixedModel;
import org.blup.ResidualVariance;
import org.blup.VarianceFunction;

@MixedModel("change ~ visit + (1 | patient)")
record Trial(
    double change,
    @ResidualVariance(VarianceFunction.POWER) double dose,
    Visit visit,
    String patient) {

  enum Visit { WEEK2, WEEK4, WEEK8 }
}
