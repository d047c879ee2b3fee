import org.blup.Response;

class Sleep {
  @Response double reaction;
}
