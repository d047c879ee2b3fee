import java.util.List;
import org.blup.MixedModel;

@MixedModel("reaction ~ dais + (days | subject)")
record Sleep(double reaction, double days, String subject) {

  static double slope(List<Sleep> rows) {
    SleepModel.Fit fit = SleepModel.fit(rows);
    return fit.fixed().days().estimate() + fit.subject().get("308").days();
  }
}
