package main

import (
	"os"
	"path/filepath"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk-keel/cdk-keel-go/cdkkeel"
)

func main() {
	defer jsii.Close()

	app := awscdk.NewApp(nil)
	awscdk.Validations_Of(app).AddPlugins(cdkkeel.NewDeliveryChecks())
	NewOrderFanOutStack(app, "OrderFanOut")
	NewEveryConstructStack(app, "EveryConstruct")
	NewShopStack(app, "Shop")
	assembly := app.Synth(nil)

	file := filepath.Join(*assembly.Directory(), "deliveries.txt")
	if err := os.WriteFile(file, []byte(deliveriesOf(assembly)), 0o644); err != nil {
		panic(err)
	}
}
