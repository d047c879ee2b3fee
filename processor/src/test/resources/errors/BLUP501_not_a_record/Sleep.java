import java.util.List;
import org.blup.MixedModel;

@MixedModel("reaction ~ days + (days | subject)")
class Sleep {
  double reaction;
  double days;
  String subject;

  static String summary(List<Sleep> rows) {
    return SleepModel.fit(rows).toString();
  }
}
