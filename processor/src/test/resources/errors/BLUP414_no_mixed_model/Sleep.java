import org.blup.Fixed;
import org.blup.Random;
import org.blup.Response;

record Sleep(
    @Response double reaction,
    @Fixed double days,
    @Random String subject) {

  static SleepModel.Fit fit(Iterable<Sleep> rows) {
    return SleepModel.fit(rows);
  }
}
