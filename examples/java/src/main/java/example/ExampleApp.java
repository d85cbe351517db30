package example;

import io.github.cdkkeel.DeliveryChecks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.cxapi.CloudAssembly;

public final class ExampleApp {
    private ExampleApp() {}

    public static void main(String[] args) throws IOException {
        App app = new App();
        Validations.of(app).addPlugins(new DeliveryChecks());
        new OrderFanOutStack(app, "OrderFanOut");
        new EveryConstructStack(app, "EveryConstruct");
        new ShopStack(app, "Shop");
        CloudAssembly assembly = app.synth();

        Files.writeString(Path.of(assembly.getDirectory(), "deliveries.txt"), Deliveries.of(assembly));
    }
}
