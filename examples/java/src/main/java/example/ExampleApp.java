package example;

import software.amazon.awscdk.App;

public final class ExampleApp {
    private ExampleApp() {}

    public static void main(String[] args) {
        App app = new App();
        new OrderFanOutStack(app, "OrderFanOut");
        app.synth();
    }
}
