package sanxin.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.FactHandle;

/** Arguments: the rules (DRL), the inputs (CSV), the file for the outcomes. Prints figures as one line of JSON. */
public final class Bench {
  private static final int ROUNDS = 7;
  private static final double ROUND_NANOSECONDS = 300e6;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  public static void main(String[] arguments) throws Exception {
    long started = System.nanoTime();
    KieBase rules = compile(Files.readString(Path.of(arguments[0])));
    double compileSeconds = (System.nanoTime() - started) / 1e9;
    List<Application> inputs = read(Path.of(arguments[1]));

    KieSession session = rules.newKieSession();
    List<String> outcomes = new ArrayList<>();
    for (Application input : inputs) {
      evaluate(session, input);
      outcomes.add(input.outcome());
    }
    Files.write(Path.of(arguments[2]), outcomes);

    // Warm for two seconds, so that the server compiler has done its work, then the median of seven rounds.
    round(session, inputs, 2e9);
    double[] figures = new double[ROUNDS];
    for (int index = 0; index < ROUNDS; index++) figures[index] = round(session, inputs, ROUND_NANOSECONDS);
    Arrays.sort(figures);
    System.out.printf("{\"evaluation\":%.4f,\"compileSeconds\":%.2f}%n", figures[ROUNDS / 2], compileSeconds);
    session.dispose();
  }

  private static KieBase compile(String drl) {
    KieServices services = KieServices.get();
    KieFileSystem files = services.newKieFileSystem();
    files.write("src/main/resources/sanxin/benchmark/rules.drl", drl);
    KieBuilder builder = services.newKieBuilder(files).buildAll(ExecutableModelProject.class);
    if (builder.getResults().hasMessages(Message.Level.ERROR))
      throw new IllegalStateException(builder.getResults().toString());
    return services.newKieContainer(builder.getKieModule().getReleaseId()).getKieBase();
  }

  private static List<Application> read(Path file) throws Exception {
    List<String> lines = Files.readAllLines(file);
    String[] names = lines.get(0).split(",");
    List<Application> inputs = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",");
      Map<String, String> values = new HashMap<>();
      for (int index = 0; index < names.length; index++) values.put(names[index], cells[index]);
      inputs.add(new Application(values));
    }
    return inputs;
  }

  private static void evaluate(KieSession session, Application input) {
    input.clear();
    FactHandle handle = session.insert(input);
    session.fireAllRules();
    session.delete(handle);
  }

  /** CPU microseconds of this thread an evaluation: the collector's and the compiler's threads are not counted. */
  private static double round(KieSession session, List<Application> inputs, double nanoseconds) {
    long started = THREADS.getCurrentThreadCpuTime();
    long evaluations = 0;
    for (;;) {
      for (Application input : inputs) evaluate(session, input);
      evaluations += inputs.size();
      long used = THREADS.getCurrentThreadCpuTime() - started;
      if (used >= nanoseconds) return used / 1e3 / evaluations;
    }
  }
}
