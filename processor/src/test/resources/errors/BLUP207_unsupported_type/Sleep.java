import java.time.LocalDateTime;
import org.blup.MixedModel;

@MixedModel("reaction ~ night + (1 | subject)")
record Sleep(double reaction, LocalDateTime night, String subject) {}
