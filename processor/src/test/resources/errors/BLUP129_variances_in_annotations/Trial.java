import org.blup.Fixed;
import org.blup.MixedModel;
import org.blup.ResidualVariance;
import org.blup.Response;
import org.blup.VarianceFunction;

@MixedModel
record Trial(
    @Response double change,
    @Fixed @ResidualVariance(VarianceFunction.EXP) double dose,
    @ResidualVariance(VarianceFunction.POWER) double week,
    Visit visit) {

  enum Visit { WEEK2, WEEK4, WEEK8 }
}
