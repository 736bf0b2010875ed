import java.math.*;
import java.util.*;
import java.util.function.*;
import java.util.stream.*;
==Code Submission==
final class AfterburnerDriver {
@@DECLARED@@
    public static void main(String[] none) throws Exception {
        AfterburnerValues.open(System.in.readAllBytes());
        AfterburnerValues.expect('[');
@@ARGUMENTS@@
        AfterburnerValues.expect(']');
        AfterburnerValues.open(null);
        StringBuilder out = new StringBuilder();
        AfterburnerValues.put(out, @@CALL@@(@@NAMES@@));
        out.append('\n');
        System.out.write(out.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        System.out.flush();
    }
}
@@VALUES@@
