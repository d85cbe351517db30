using System.IO;
using Amazon.CDK;
using CdkKeel;
using Example;

var app = new App();
Validations.Of(app).AddPlugins(new DeliveryChecks());
_ = new OrderFanOutStack(app, "OrderFanOut");
_ = new EveryConstructStack(app, "EveryConstruct");
_ = new ShopStack(app, "Shop");
var assembly = app.Synth();

File.WriteAllText(Path.Combine(assembly.Directory, "deliveries.txt"), Deliveries.Of(assembly));
