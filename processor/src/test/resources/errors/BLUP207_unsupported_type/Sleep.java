import java.time.LocalDate;
import org.blup.MixedModel;

@MixedModel("reaction ~ night + (1 | subject)")
record Sleep(double reaction, LocalDate night, String subject) {}
