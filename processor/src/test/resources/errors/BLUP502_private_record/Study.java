import java.util.List;
import org.blup.MixedModel;

class Study {

  @MixedModel("reaction ~ days + (days | subject)")
  private record Sleep(double reaction, double days, String subject) {}

  double slope(List<Sleep> rows) {
    return Study_SleepModel.fit(rows).fixed().days().estimate();
  }
}
