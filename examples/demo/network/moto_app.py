"""moto, whose CloudFormation leaves out settings that its services have: here each resource is made with what its service takes."""
import json

from moto.core.common_models import CloudFormationModel
from moto.core.utils import camelcase_to_underscores, pascal_to_camelcase, remap_nested_keys
from moto.ec2.models import ec2_backends
from moto.ec2.models.security_groups import SecurityGroup
from moto.ec2.models.subnets import Subnet, SubnetRouteTableAssociation
from moto.ec2.models.vpcs import VPC
from moto.ecs.models import Cluster, Service, TaskDefinition, ecs_backends
from moto.elbv2.models import FakeLoadBalancer, FakeTargetGroup, elbv2_backends
from moto.emr import models as emr
from moto.secretsmanager.models import SecretsManagerBackend, secretsmanager_backends
from moto.server import main


def makes(model, make):
    """Makes resources of a type by make(what moto makes by itself, name, properties, account, region)."""
    by_itself = model.create_from_cloudformation_json

    def create(name, resource, account, region, **kwargs):
        return make(lambda: by_itself(name, resource, account, region, **kwargs), name, resource["Properties"], account, region)

    model.create_from_cloudformation_json = create


def in_api_case(properties):
    return remap_nested_keys(properties, pascal_to_camelcase)


def vpc(made, _, properties, account, region):
    resource = made()
    for setting in ["EnableDnsSupport", "EnableDnsHostnames"]:
        if setting in properties:
            ec2_backends[account][region].modify_vpc_attribute(resource.id, camelcase_to_underscores(setting), properties[setting])
    return resource


def subnet(made, _, properties, account, region):
    resource = made()
    resource.map_public_ip_on_launch = properties.get("MapPublicIpOnLaunch", False)
    return resource


def route_table_association(made, _, properties, account, region):
    ec2_backends[account][region].associate_route_table(properties["RouteTableId"], subnet_id=properties["SubnetId"])
    return made()


def rule_of(properties):
    ranges = [{"CidrIp": properties["CidrIp"], "Description": properties.get("Description")}] if "CidrIp" in properties else []
    group = properties.get("DestinationSecurityGroupId") or properties.get("SourceSecurityGroupId")
    ports = [properties.get(key) for key in ("IpProtocol", "FromPort", "ToPort")]
    return [*ports, ranges], [{"GroupId": group, "Description": properties.get("Description")}] if group else []


def security_group(_, name, properties, account, region):
    """Whoever says which connections may leave, here or in a resource of its own, takes away that all may."""
    backend = ec2_backends[account][region]
    resource = backend.create_security_group(name, properties["GroupDescription"], vpc_id=properties["VpcId"])
    resource.all_may_leave = "SecurityGroupEgress" not in properties
    if not resource.all_may_leave:
        resource.egress_rules.clear()
    for direction, authorize in [
        ("SecurityGroupIngress", backend.authorize_security_group_ingress), ("SecurityGroupEgress", backend.authorize_security_group_egress),
    ]:
        for rule in properties.get(direction, []):
            ports, groups = rule_of(rule)
            authorize(resource.id, *ports, source_groups=groups, vpc_id=properties["VpcId"])
    for tag in properties.get("Tags", []):
        resource.add_tag(tag["Key"], tag["Value"])
    return resource


def rule(direction):
    """A type of rules; that of moto has no ids, and passes over ports of security groups."""

    def create(cls, name, resource, account, region, **_):
        properties = resource["Properties"]
        backend = ec2_backends[account][region]
        group = backend.get_security_group_from_id(properties["GroupId"])
        if direction == "Egress" and group.all_may_leave:
            group.all_may_leave = False
            group.egress_rules.clear()
        ports, groups = rule_of(properties)
        authorize = getattr(backend, f"authorize_security_group_{direction.lower()}")
        made = cls()
        made.physical_resource_id = authorize(properties["GroupId"], *ports, source_groups=groups)[0][0].id
        return made

    return type(f"SecurityGroup{direction}", (CloudFormationModel,), {
        "__module__": SecurityGroup.__module__,
        "cloudformation_name_type": staticmethod(lambda: ""),
        "cloudformation_type": staticmethod(lambda: f"AWS::EC2::SecurityGroup{direction}"),
        "create_from_cloudformation_json": classmethod(create),
    })


def ecs_cluster(_, name, properties, account, region):
    return ecs_backends[account][region].create_cluster(name, cluster_settings=in_api_case(properties.get("ClusterSettings", [])))


def task_definition(_, name, properties, account, region):
    keys = [
        "Family", "ContainerDefinitions", "Volumes", "NetworkMode", "RequiresCompatibilities", "Cpu", "Memory", "TaskRoleArn",
        "ExecutionRoleArn", "RuntimePlatform",
    ]
    settings = {camelcase_to_underscores(key): in_api_case(properties[key]) for key in keys if key in properties}
    return ecs_backends[account][region].register_task_definition(**settings)


def service(_, name, properties, account, region):
    keys = ["LaunchType", "PlatformVersion", "PropagateTags", "LoadBalancers", "NetworkConfiguration", "DeploymentController"]
    settings = {camelcase_to_underscores(key): in_api_case(properties[key]) for key in keys if key in properties}
    network = settings["network_configuration"]
    network["awsvpcConfiguration"] = network.pop("awsvpcConfiguration", None) or network.pop("awsVpcConfiguration")
    return ecs_backends[account][region].create_service(
        properties["Cluster"], name, properties.get("DesiredCount"), task_definition_str=properties["TaskDefinition"], **settings
    )


def security_configuration(_, name, properties, account, region):
    return emr.emr_backends[account][region].create_security_configuration(name, json.dumps(properties["SecurityConfiguration"]))


def attributes(properties, key):
    return {attribute["Key"]: attribute["Value"] for attribute in properties.get(key, [])}


def load_balancer(made, _, properties, account, region):
    resource = made()
    elbv2_backends[account][region].modify_load_balancer_attributes(resource.arn, attributes(properties, "LoadBalancerAttributes"))
    return resource


def target_group(made, _, properties, account, region):
    resource = made()
    elbv2_backends[account][region].modify_target_group_attributes(resource.arn, attributes(properties, "TargetGroupAttributes"))
    return resource


def emr_cluster(_, name, properties, account, region):
    """EMR chooses a subnet; here it is the first. moto has no instance fleets."""
    backend = emr.emr_backends[account][region]
    instances = properties["Instances"]
    keys = [
        "EmrManagedMasterSecurityGroup", "EmrManagedSlaveSecurityGroup", "ServiceAccessSecurityGroup", "KeepJobFlowAliveWhenNoSteps",
        "TerminationProtected",
    ]
    resource = backend.run_job_flow(
        name=properties["Name"],
        log_uri=properties.get("LogUri"),
        job_flow_role=properties["JobFlowRole"],
        service_role=properties["ServiceRole"],
        steps=[],
        instance_attrs={"ec2_subnet_id": instances["Ec2SubnetIds"][0], **{camelcase_to_underscores(key): instances[key] for key in keys}},
        visible_to_all_users=properties["VisibleToAllUsers"],
        release_label=properties["ReleaseLabel"],
        step_concurrency_level=properties["StepConcurrencyLevel"],
        security_configuration=properties["SecurityConfiguration"],
    )
    backend.add_applications(resource.id, [{"name": application["Name"]} for application in properties["Applications"]])
    backend.add_tags(resource.id, {tag["Key"]: tag["Value"] for tag in properties["Tags"]})
    return resource


class EmrStep(CloudFormationModel):
    __module__ = emr.__name__
    cloudformation_name_type = staticmethod(lambda: "")
    cloudformation_type = staticmethod(lambda: "AWS::EMR::Step")

    @classmethod
    def create_from_cloudformation_json(cls, name, resource, account, region, **_):
        properties = resource["Properties"]
        step = {
            "name": properties["Name"], "action_on_failure": properties["ActionOnFailure"], "hadoop_jar_step": properties["HadoopJarStep"],
        }
        made = cls()
        made.physical_resource_id = emr.emr_backends[account][region].add_job_flow_steps(properties["JobFlowId"], [step])[0].id
        return made


class Secret(CloudFormationModel):
    __module__ = SecretsManagerBackend.__module__
    cloudformation_name_type = staticmethod(lambda: "")
    cloudformation_type = staticmethod(lambda: "AWS::SecretsManager::Secret")

    @classmethod
    def create_from_cloudformation_json(cls, name, resource, account, region, **_):
        backend = secretsmanager_backends[account][region]
        made = cls()
        made.physical_resource_id = backend.create_managed_secret("cdk-keel", name, "generated").arn
        return made


RULES = [rule("Ingress"), rule("Egress")]
makes(VPC, vpc)
makes(Subnet, subnet)
makes(SubnetRouteTableAssociation, route_table_association)
makes(SecurityGroup, security_group)
makes(Cluster, ecs_cluster)
makes(TaskDefinition, task_definition)
makes(Service, service)
makes(FakeLoadBalancer, load_balancer)
makes(FakeTargetGroup, target_group)
makes(emr.SecurityConfiguration, security_configuration)
makes(emr.Cluster, emr_cluster)

if __name__ == "__main__":
    main()
